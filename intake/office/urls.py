from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from .administration import (
    contact_views,
    help_line_views,
    message_template_views,
    oversight_views,
    route_views,
    setting_views,
    state_law_views,
    team_views,
)
from .assist import views as assist_views
from .batches import views as batch_views
from .cases import action_views, file_views, retention_views, update_views
from .cases import views as case_views
from .consequences import views as consequence_views
from .exports import table_views
from .exports import views as export_views
from .packets import contact_views as packet_contact_views
from .packets import text_views as packet_text_views
from .packets import views as packet_views
from .people import account_views
from .people import views as people_views
from .queue import bulk_message_views, find_views, follow_up_views, overview_views, today_views
from .queue import views as queue_views
from .reports import views as report_views
from .translations import list_views
from .translations import views as translation_views

# Of allauth's addresses only those that an invited volunteer needs.
account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/all/", account_views.factors, name="mfa_index"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("keys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("keys/<int:pk>/off/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

office_urls = [
    path("", queue_views.queue, name="queue"),
    path("find/", find_views.find, name="find"),
    path("names/", queue_views.names, name="names"),
    path("lists/", queue_views.save_filter, name="save-list"),
    path("lists/<int:pk>/drop/", queue_views.remove_filter, name="drop-list"),
    path("many/", queue_views.bulk, name="bulk"),
    path("many/<uuid:sending>/", bulk_message_views.sent, name="sent"),
    path("today/", today_views.today, name="today"),
    path("follow-ups/", follow_up_views.follow_ups, name="follow-ups"),
    path("report/", report_views.report, name="report"),
    path("dashboard/", overview_views.dashboard, name="dashboard"),
    path("dashboard/again/", overview_views.count_again, name="count-again"),
    path("handbook/", overview_views.handbook, name="handbook"),
    path("glossary/", overview_views.glossary, name="glossary"),
    path("keys/", account_views.keys, name="keys"),
    path("assist/", assist_views.assist, name="assist"),
    path("batch/", batch_views.batch, name="batch"),
    path("translations/", list_views.translations, name="translations"),
    path("teams/", team_views.teams, name="teams"),
    path("teams/<int:pk>/receive/", team_views.receive, name="receive"),
    path("teams/<int:pk>/key/", team_views.team_key, name="team-key"),
    path("tags/", team_views.tags, name="tags"),
    path("tags/<int:pk>/drop/", team_views.drop_tag, name="drop-tag"),
    path("templates/", message_template_views.message_templates, name="templates"),
    path("templates/new/", message_template_views.new_template, name="new-template"),
    path("templates/<slug:slug>/", message_template_views.own_template, name="own-template"),
    path(
        "templates/<slug:slug>/<slug:language>/",
        message_template_views.message_template,
        name="template",
    ),
    path("retention/", retention_views.retention, name="retention"),
    path("retention/<str:reference>/<slug:what>/", retention_views.retain, name="retain"),
    path("access-log/", oversight_views.access_log, name="access-log"),
    path("export/", table_views.export, name="export"),
    path("export/columns/", export_views.columns, name="columns"),
    path("export/research/", export_views.research, name="research"),
    path("hours/", setting_views.hours, name="hours"),
    path("languages/", setting_views.languages, name="languages"),
    path("people/<int:pk>/sees/", setting_views.set_own_cases_only, name="sees"),
    path("health/", oversight_views.health, name="health"),
    path("cases/<str:reference>/", case_views.case, name="case"),
    path("cases/<str:reference>/whole/", export_views.case_file, name="whole"),
    path("cases/<str:reference>/reveal/", case_views.reveal, name="reveal"),
    path("cases/<str:reference>/files/", file_views.add, name="add-file"),
    path("cases/<str:reference>/files/<uuid:pk>/", file_views.download, name="file"),
    path(
        "cases/<str:reference>/files/<uuid:pk>/as-it-came/",
        file_views.original,
        name="file-original",
    ),
    path(
        "cases/<str:reference>/files/<uuid:pk>/<int:page>/", file_views.picture, name="file-picture"
    ),
    path("cases/<str:reference>/code/", action_views.new_code, name="new-code"),
    path("cases/<str:reference>/take/", action_views.assign_to_self, name="take"),
    path("cases/<str:reference>/note/", action_views.add_note, name="note"),
    path("cases/<str:reference>/move/", action_views.change_status, name="move"),
    path("cases/<str:reference>/act/", update_views.update_case, name="act"),
    path("cases/<str:reference>/do/<slug:name>/", action_views.case_action, name="verb"),
    path("cases/<str:reference>/translation/", translation_views.translation, name="translation"),
    path(
        "cases/<str:reference>/translation/<slug:what>/",
        translation_views.translate,
        name="translate",
    ),
    path("cases/<str:reference>/packets/", packet_views.prepare, name="prepare"),
    path("cases/<str:reference>/packets/<int:pk>/", packet_views.packet, name="packet"),
    path(
        "cases/<str:reference>/packets/<int:pk>/exhibits.pdf",
        packet_views.exhibits_pdf,
        name="packet-exhibits",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/contact/",
        packet_contact_views.contact,
        name="packet-contact",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/texts/",
        packet_text_views.texts,
        name="packet-texts",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:step>/go/",
        packet_views.step,
        name="packet-step",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:slug>/",
        packet_views.document,
        name="packet-paper",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:slug>/file/",
        packet_views.document_pdf,
        name="packet-file",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:slug>/word/",
        packet_views.document_docx,
        name="packet-word",
    ),
    path(
        "cases/<str:reference>/first/<slug:name>/",
        consequence_views.case_consequence,
        name="consequence",
    ),
    path("cases/<str:reference>/erase/", action_views.erase, name="erase"),
    path("routes/", route_views.routes, name="routes"),
    path("routes/<slug:slug>/", route_views.route, name="route"),
    path("contacts/", contact_views.contacts, name="contacts"),
    path("contacts/<slug:slug>/", contact_views.contact, name="contact"),
    path("contacts/<slug:slug>/right/", contact_views.confirm_contact, name="confirm-contact"),
    path("help-lines/", help_line_views.local_help, name="help-lines"),
    path("help-lines/new/", help_line_views.new_help_line, name="new-help-line"),
    path("help-lines/<uuid:pk>/", help_line_views.help_line, name="help-line"),
    path("state-laws/", state_law_views.state_laws, name="state-laws"),
    path("state-laws/<str:code>/", state_law_views.state_law, name="state-law"),
    path("script/", route_views.script, name="script"),
    path("people/", people_views.people, name="people"),
    path("people/invite/", people_views.invite, name="invite"),
    path("people/<int:pk>/invite/", people_views.resend_invitation, name="invite-again"),
    path("people/<int:pk>/grant/", people_views.grant, name="grant"),
    path("people/<int:pk>/role/", people_views.role, name="role"),
    path("people/<int:pk>/second/", people_views.reset_second_factor, name="reset-second"),
    path("people/<int:pk>/end/", people_views.end_access, name="end-access"),
    path("welcome/<str:token>/", people_views.welcome, name="welcome"),
    path("set-password/", people_views.set_password, name="set-password"),
    path("account/", account_views.account, name="account"),
    path("account/picture/", account_views.app_picture, name="app-picture"),
]

urlpatterns = [
    path("account/", include(account_urls)),
    path("", include((office_urls, "office"))),
]
