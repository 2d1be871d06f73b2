/* The theme's bundle keeps the light or dark choice through these four names. Keys are bound to the site's own path. */
var __md_scope = new URL(document.currentScript.dataset.base, location.href);

function __md_hash(text) {
  return Array.from(text).reduce((hash, letter) => ((hash << 5) - hash + letter.charCodeAt(0)) | 0, 0);
}

function __md_get(key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (error) {
    return null; // storage is refused or holds something else: the page works without it
  }
}

function __md_set(key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    return; // storage is refused: the choice lasts for this page
  }
}
