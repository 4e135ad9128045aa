// Single-key commands for the office. They work only where no field has the focus, and a volunteer
// can turn them off on the account page. Nothing here is needed: each has a link or a button.
(function () {
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
  var at = -1, waiting = "";
  function inField(node) {
    return node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== "checkbox";
  }
  function go(place) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, place));
    var link = rows[at].querySelector("th a");
    link.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }
  function press(node) { if (node) node.click(); }
  // On a case: its own button or form. In a list: the row that has the focus.
  function take() {
    var button = document.querySelector("[data-act=a]"), form = document.getElementById("take-row");
    if (button) return press(button);
    if (form && at >= 0) {
      form.action = rows[at].querySelector("th a").pathname + "take/";
      form.submit();
    }
  }
  function followUp() {
    var part = document.querySelector("details[data-act=f]"), many = document.getElementById("many");
    if (part) {
      part.open = true;
      part.querySelector("input:not([type=hidden])").focus();
    } else if (many && at >= 0) {
      rows[at].querySelector("input[name=case]").checked = true;
      many.elements.what.value = "follow_up";
      many.submit();
    }
  }
  var keys = {
    a: take,
    f: followUp,
    j: function () { go(at + 1); },
    k: function () { go(at - 1); },
    o: function () { press(at >= 0 && rows[at].querySelector("th a")); },
    x: function () { press(at >= 0 && rows[at].querySelector("input[name=case]")); },
    "/": function () { var box = document.getElementById("id_q"); if (box) box.focus(); },
    "?": function () { press(document.querySelector('[data-key="?"]')); }
  };
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
