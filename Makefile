# One word per task; each is `python3 tasks.py WORD`.
.PHONY: start test setup check stubs site serve links
start test setup check stubs site serve links:
	python3 tasks.py $@
