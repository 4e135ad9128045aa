#!/usr/bin/env python
import gc
import os
import sys


def main():
    gc.disable()  # until all is there (intake/apps.py)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intake.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
