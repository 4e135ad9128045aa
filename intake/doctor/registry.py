"""All checks, in the order in which they are told. To add one: a function, and its line here.

A check yields `danger` or `warning` (base.py), nothing where all is well. What is a danger at
SETTINGS or START stops the site from starting.
"""

from . import configuration, copies, database, machine, services
from .base import Check, When

SETTINGS, START, DOCTOR = When.SETTINGS, When.START, When.DOCTOR

CHECKS = (
    Check("settings", configuration.settings_are_understood, SETTINGS),
    Check("secrets", configuration.secrets_are_strong, SETTINGS),
    Check("recovery key", configuration.recovery_key_is_set, SETTINGS),
    Check("hosts", configuration.hosts_are_named, SETTINGS),
    Check("cookies", configuration.cookies_need_tls, SETTINGS),
    Check("demo", configuration.no_demo_for_others, SETTINGS),
    Check("messages", configuration.messages_are_neutral, SETTINGS),
    Check("database named", configuration.database_is_named, SETTINGS),
    Check("static files", machine.static_files_are_collected, START),
    Check("ClamAV's folder", services.scanner_writes_to_memory, START),
    Check("database", database.database_is_there, DOCTOR),
    Check("migrations", database.migrations_are_applied, START, asks_database=True),
    Check("secrets of the database", database.secrets_belong_to_it, START, asks_database=True),
    Check("store of files", copies.store_belongs_to_database, START, asks_database=True),
    Check("erasures", copies.nothing_erased_came_back, START, asks_database=True),
    Check("ledger of erasures", copies.erasures_can_be_noted, DOCTOR),
    Check("restored site", copies.restored_site_is_open, DOCTOR, asks_database=True),
    Check("PostgreSQL's log", database.postgresql_is_quiet, START, asks_database=True),
    Check("PostgreSQL's rights", database.rights_are_enough, DOCTOR, asks_database=True),
    Check("clock", database.clock_is_right, START, asks_database=True),
    Check("backfills", database.stored_cases_are_filled, DOCTOR, asks_database=True),
    Check("timers", machine.timers_run, DOCTOR, asks_database=True),
    Check("backups", copies.backups_are_made, DOCTOR, asks_database=True),
    Check("what is stored", copies.all_of_it_opens, DOCTOR, asks_database=True),
    Check("stored files", services.files_can_be_stored, DOCTOR),
    Check("ClamAV", services.scanner_answers, DOCTOR),
    Check("mail server", services.mail_server_answers, DOCTOR),
    Check("visitors", machine.hosts_can_be_reached, DOCTOR),
    Check("rights", machine.files_are_private, DOCTOR),
    Check("counters", machine.counters_are_in_memory, DOCTOR),
    Check("disk", machine.disk_has_room, DOCTOR),
)
