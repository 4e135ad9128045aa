"""States and territories by postal code (USPS Publication 28), and the zones of their clocks."""

STATES = [
    ("AL", "Alabama"), ("AK", "Alaska"), ("AS", "American Samoa"), ("AZ", "Arizona"),
    ("AR", "Arkansas"), ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"),
    ("DE", "Delaware"), ("DC", "District of Columbia"), ("FL", "Florida"), ("GA", "Georgia"),
    ("GU", "Guam"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"), ("IN", "Indiana"),
    ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"), ("ME", "Maine"),
    ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"),
    ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"),
    ("NV", "Nevada"), ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"),
    ("NY", "New York"), ("NC", "North Carolina"), ("ND", "North Dakota"),
    ("MP", "Northern Mariana Islands"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"),
    ("PA", "Pennsylvania"), ("PR", "Puerto Rico"), ("RI", "Rhode Island"),
    ("SC", "South Carolina"), ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"),
    ("VI", "US Virgin Islands"), ("UT", "Utah"), ("VT", "Vermont"), ("VA", "Virginia"),
    ("WA", "Washington"), ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"),
]  # fmt: skip

# The clocks of the United States (49 CFR 71), by the names the questions use.
ZONES = {
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

_ONE_ZONE = {
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
_TWO_ZONES = {
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

STATE_ZONES = {
    state: (zone,) for zone, states in _ONE_ZONE.items() for state in states.split()
} | _TWO_ZONES
TWO_ZONES = frozenset(_TWO_ZONES)
