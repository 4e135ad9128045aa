"""How the site is served. Nothing about a visit is written down."""

import os

from intake.environment import Environment

bind, workers, threads = Environment().server()
worker_class = "intake.web.worker.Worker"
# A failure is told with its kind and its place, never with the address of a page.
logger_class = "intake.web.server_log.ServerLog"
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
