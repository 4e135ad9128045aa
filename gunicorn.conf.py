"""How the site is served. Nothing about a visit is written down."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))
worker_class = "intake.web.worker.Worker"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
preload_app = False
timeout = 60
graceful_timeout = 20
accesslog = None
errorlog = "-"
# A warning would name the address of a request that is no HTTP.
loglevel = "error"
limit_request_line = 4094
limit_request_fields = 60
control_socket_disable = True
