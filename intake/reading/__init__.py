"""Readers: what people type into a short field becomes a typed value, or `NotUnderstood`.

They are pure functions. None raises for anything that can be typed, none returns None, and none
decides what to do with what it could not read: whoever asked for it asks again.
"""
