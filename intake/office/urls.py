from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from . import (
    account_views,
    admin_views,
    assist_views,
    case_views,
    desk_views,
    file_views,
    follow_up_views,
    packet_views,
    people_views,
    queue_views,
    report_views,
    route_views,
    translation_views,
)

# Of allauth's addresses only those that an invited volunteer needs.
account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/all/", mfa.index, name="mfa_index"),
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
    path("find/", queue_views.find, name="find"),
    path("lists/", queue_views.save_list, name="save-list"),
    path("lists/<int:pk>/drop/", queue_views.drop_list, name="drop-list"),
    path("many/", queue_views.bulk, name="bulk"),
    path("today/", desk_views.today, name="today"),
    path("follow-ups/", follow_up_views.follow_ups, name="follow-ups"),
    path("dashboard/", desk_views.dashboard, name="dashboard"),
    path("dashboard/again/", desk_views.count_again, name="count-again"),
    path("handbook/", desk_views.handbook, name="handbook"),
    path("keys/", account_views.keys, name="keys"),
    path("assist/", assist_views.assist, name="assist"),
    path("teams/", admin_views.teams, name="teams"),
    path("teams/<int:pk>/receive/", admin_views.receive, name="receive"),
    path("teams/<int:pk>/key/", admin_views.team_key, name="team-key"),
    path("tags/", admin_views.tags, name="tags"),
    path("tags/<int:pk>/drop/", admin_views.drop_tag, name="drop-tag"),
    path("templates/", admin_views.message_templates, name="templates"),
    path("templates/<slug:key>/<slug:language>/", admin_views.message_template, name="template"),
    path("retention/", admin_views.retention, name="retention"),
    path("retention/<str:reference>/<slug:what>/", admin_views.retain, name="retain"),
    path("access-log/", admin_views.access_log, name="access-log"),
    path("export/", admin_views.export, name="export"),
    path("export/columns/", report_views.columns, name="columns"),
    path("export/research/", report_views.research, name="research"),
    path("health/", admin_views.health, name="health"),
    path("cases/<str:reference>/", case_views.case, name="case"),
    path("cases/<str:reference>/whole/", report_views.whole, name="whole"),
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
    path("cases/<str:reference>/code/", case_views.new_code, name="new-code"),
    path("cases/<str:reference>/take/", case_views.take, name="take"),
    path("cases/<str:reference>/note/", case_views.note, name="note"),
    path("cases/<str:reference>/move/", case_views.move, name="move"),
    path("cases/<str:reference>/act/", case_views.act, name="act"),
    path("cases/<str:reference>/do/<slug:name>/", case_views.verb, name="verb"),
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
        "cases/<str:reference>/packets/<int:pk>/<slug:step>/go/",
        packet_views.step,
        name="packet-step",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/",
        packet_views.paper,
        name="packet-paper",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/file/",
        packet_views.paper_pdf,
        name="packet-file",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/word/",
        packet_views.paper_docx,
        name="packet-word",
    ),
    path("cases/<str:reference>/erase/", case_views.erase, name="erase"),
    path("routes/", route_views.routes, name="routes"),
    path("routes/<slug:key>/", route_views.route, name="route"),
    path("script/", route_views.script, name="script"),
    path("people/", people_views.people, name="people"),
    path("people/invite/", people_views.invite, name="invite"),
    path("people/<int:pk>/invite/", people_views.invite_again, name="invite-again"),
    path("people/<int:pk>/grant/", people_views.grant, name="grant"),
    path("people/<int:pk>/role/", people_views.role, name="role"),
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
