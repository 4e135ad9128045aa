"""States and territories by postal code (USPS Publication 28), and the zones of their clocks."""

from django.utils.translation import gettext_lazy as _

STATES = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("MP", "Northern Mariana Islands"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("VI", "US Virgin Islands"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
]

# The clocks of the United States (49 CFR 71), by the names the questions use.
TIMEZONES = {
    "Eastern": "America/New_York",
    "Central": "America/Chicago",
    "Mountain": "America/Denver",
    "Arizona": "America/Phoenix",
    "Pacific": "America/Los_Angeles",
    "Alaska": "America/Anchorage",
    "Aleutian": "America/Adak",
    "Hawaii": "Pacific/Honolulu",
    "Atlantic": "America/Puerto_Rico",
    "Chamorro": "Pacific/Guam",
    "Samoa": "Pacific/Pago_Pago",
}

# The same as people call them.
ZONE_NAMES = {
    "Eastern": _("Eastern time"),
    "Central": _("Central time"),
    "Mountain": _("Mountain time"),
    "Arizona": _("Arizona time, the same all year"),
    "Pacific": _("Pacific time"),
    "Alaska": _("Alaska time"),
    "Aleutian": _("Aleutian time, in the far west of Alaska"),
    "Hawaii": _("Hawaii time"),
    "Atlantic": _("Atlantic time, as in Puerto Rico"),
    "Chamorro": _("Chamorro time, as in Guam"),
    "Samoa": _("Samoa time"),
}

_ONE_TIMEZONE = {
    "Eastern": "CT DC DE GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV",
    "Central": "AL AR IL IA LA MN MS MO OK WI",
    "Mountain": "CO MT NM UT WY",
    "Pacific": "CA WA",
    "Hawaii": "HI",
    "Atlantic": "PR VI",
    "Chamorro": "GU MP",
    "Samoa": "AS",
}

# States where the hour differs from county to county. The clock that is ahead stands first.
_TWO_TIMEZONES = {
    "AK": ("Alaska", "Aleutian"),
    "AZ": ("Mountain", "Arizona"),
    "FL": ("Eastern", "Central"),
    "ID": ("Mountain", "Pacific"),
    "IN": ("Eastern", "Central"),
    "KS": ("Central", "Mountain"),
    "KY": ("Eastern", "Central"),
    "MI": ("Eastern", "Central"),
    "NE": ("Central", "Mountain"),
    "ND": ("Central", "Mountain"),
    "NV": ("Mountain", "Pacific"),
    "OR": ("Mountain", "Pacific"),
    "SD": ("Central", "Mountain"),
    "TN": ("Eastern", "Central"),
    "TX": ("Central", "Mountain"),
}

STATE_TIMEZONES = {
    state: (zone,) for zone, states in _ONE_TIMEZONE.items() for state in states.split()
} | _TWO_TIMEZONES
TWO_TIMEZONE_STATES = frozenset(_TWO_TIMEZONES)
# The clocks of these states, in the order of their names.
SHARED_TIMEZONES = tuple(
    name for name in ZONE_NAMES if any(name in both for both in _TWO_TIMEZONES.values())
)
