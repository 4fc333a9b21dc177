"""Background tasks: the Celery application, what it runs, and the worker inside the web process."""
