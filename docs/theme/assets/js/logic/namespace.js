/* The one global that all scripts share. Pure logic: no document, no network, no storage. */
globalThis.playbook = globalThis.playbook || {};
