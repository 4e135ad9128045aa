// Single-key commands for the office. They work only where no field has the focus, and a volunteer
// can turn them off on the account page. Nothing here is needed: each has a link or a button.
(function () {
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
  var at = -1, waiting = "", ROW_LINK = "th a, span a";
  function inField(node) {
    return node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== "checkbox";
  }
  function go(place) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, place));
    var link = rows[at].querySelector(ROW_LINK);
    link.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }
  function press(node) { if (node) node.click(); }
  // On a case: its own button or form. In a list: the row that has the focus.
  function take() {
    var button = document.querySelector("[data-act=a]"), form = document.getElementById("take-row");
    if (button) return press(button);
    if (form && at >= 0) {
      form.action = rows[at].querySelector(ROW_LINK).pathname + "take/";
      form.submit();
    }
  }
  function followUp() {
    var link = document.querySelector("a[data-act=f]"), many = document.getElementById("many");
    if (link) return press(link);
    if (many && at >= 0) {
      rows[at].querySelector("input[name=case]").checked = true;
      many.elements.what.value = "follow_up";
      many.submit();
    }
  }
  // On a case: its own links. In a list: the case of the row, at its note.
  function note() {
    var field = document.querySelector("#note textarea"), link = at >= 0 && rows[at].querySelector(ROW_LINK);
    if (field) field.focus();
    else if (link) location.assign(link.href + "#note");
  }
  function near(rel) {
    return document.querySelector('.around a[rel="' + rel + '"]');
  }
  function step(by) {
    if (rows.length) return go(at + by);
    press(near(by > 0 ? "next" : "prev"));
  }
  var keys = {
    a: take,
    f: followUp,
    j: function () { step(1); },
    k: function () { step(-1); },
    n: note,
    r: function () { press(document.querySelector("[data-act=r]")); },
    o: function () { press(at >= 0 && rows[at].querySelector(ROW_LINK)); },
    x: function () { press(at >= 0 && rows[at].querySelector("input[name=case]")); },
    "/": function () {
      var field = document.getElementById("id_q") || document.querySelector("[data-find]");
      if (field) field.focus();
    },
    "?": function () { press(document.querySelector('[data-key="?"]')); }
  };
  // A form that was asked for has the focus at once.
  addEventListener("load", function () {
    var asked = document.querySelector("#do :is(input:not([type=hidden]), select, textarea)");
    if (asked && location.hash === "#do") asked.focus();
  });
  document.addEventListener("focusin", function (event) {
    var row = event.target.closest && event.target.closest("[data-row]");
    if (row) at = rows.indexOf(row);
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || inField(event.target)) return;
    if (waiting) {
      var link = document.querySelector('[data-key="' + waiting + " " + event.key + '"]');
      waiting = "";
      if (link) { event.preventDefault(); link.click(); }
    } else if (event.key === "g") {
      waiting = "g";
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
