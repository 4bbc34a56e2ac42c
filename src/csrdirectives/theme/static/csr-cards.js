/* The card of a figure: what it is, on hover, focus or tap. Its facts come with data/cards/<topic>.js at the first need.
   The link of the figure stays the way for everybody else: the card says nothing that its end does not say. */
(() => {
  "use strict";
  const root = document.documentElement.dataset.content_root || "./";
  const topics = {};
  const DELAY = 300;
  let card, link, timer, dismissed, pointer = "", pressed = false;

  window.csrCards = (found) => { topics[found.topic].found = found; };

  const linkOf = (target) => {
    const found = target instanceof Element && target.closest("a.csr-ref");
    return found && found.querySelector(".csr-value[data-csr]") ? found : null;
  };

  const keysOf = (of) => of.querySelector(".csr-value").dataset.csr.split(" - ");

  /* Calls back with the topic, or with nothing where it cannot be had. */
  const load = (name, then) => {
    const topic = topics[name] ||= { waiting: [] };
    if (topic.done) return then(topic.found);
    topic.waiting.push(then);
    if (topic.waiting.length > 1) return;
    const script = document.createElement("script");
    script.src = `${root}data/cards/${encodeURIComponent(name)}.js`;
    script.onload = script.onerror = () => {
      topic.done = true;
      script.remove();
      topic.waiting.splice(0).forEach((each) => each(topic.found));
    };
    document.head.append(script);
  };

  const line = (text, kind) => {
    if (!text) return;
    const made = document.createElement("p");
    made.className = kind;
    made.textContent = text;
    card.append(made);
  };

  const fill = (of, topic) => {
    const keys = keysOf(of).map((key) => key.split(/@(.*)/s));
    const facts = topic && topic.facts[keys[0][0]];
    const figures = facts ? keys.map(([, which]) => facts[3][which]).filter(Boolean) : [];
    if (!figures.length) return false;
    if (!card) {
      card = document.createElement("div");
      card.className = "csr-pop";
      card.setAttribute("role", "note");
      (document.querySelector("[role=main]") || document.body).append(card);
    }
    card.textContent = "";
    card.setAttribute("aria-label", facts[0]);
    line(facts[0], "csr-pop-name");
    figures.forEach(([text, when]) => {
      line(`${text || of.querySelector(".csr-value").textContent} · ${when}`, "csr-pop-value");
    });
    line(facts[1], "csr-pop-what");
    [figures[0][0] === "" || /\d/.test(figures[0][0]) ? facts[2] : "", ...figures[0].slice(2)]
      .forEach((text) => line(text, "csr-pop-line"));
    const more = document.createElement("a");
    more.href = of.href;
    more.tabIndex = -1; /* the figure itself leads there */
    more.className = "csr-pop-more";
    more.textContent = topic.more;
    card.append(more);
    return true;
  };

  /* Below the figure, or above where there is more room; never over it, never outside the window. */
  const place = (of) => {
    card.style.left = card.style.top = "0";
    card.style.maxHeight = "";
    const at = of.getBoundingClientRect();
    const below = innerHeight - at.bottom - 14;
    const above = below < card.offsetHeight && at.top - 14 > below;
    card.style.maxHeight = `${Math.max(96, above ? at.top - 14 : below)}px`;
    const now = card.getBoundingClientRect();
    const right = document.documentElement.clientWidth - now.width - 8;
    card.style.left = `${Math.max(8, Math.min(of.getClientRects()[0].left, right)) - now.left}px`;
    card.style.top = `${(above ? at.top - now.height - 6 : at.bottom + 6) - now.top}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (card) card.hidden = true;
    link = null;
  };

  const show = (of, otherwise) => {
    clearTimeout(timer);
    link = of;
    load(keysOf(of)[0].split(/[.@]/)[0], (topic) => {
      if (link !== of) return;
      if (!fill(of, topic)) {
        hide();
        if (otherwise) otherwise();
        return;
      }
      card.hidden = false;
      place(of);
    });
  };

  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  };

  const within = (target) => Boolean(card && !card.hidden && card.contains(target));

  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    pressed = within(event.target);
  }, true);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const of = linkOf(event.target);
    if (within(event.target) || (of && of === link)) clearTimeout(timer);
    else if (of && of !== dismissed) later(() => show(of));
    else if (!of) {
      dismissed = null;
      if (link && link !== document.activeElement) later(hide);
      else if (!link) clearTimeout(timer);
    }
  });

  document.addEventListener("focusin", (event) => {
    const of = linkOf(event.target);
    if (of && of.matches(":focus-visible")) later(() => show(of));
    else if (link && !of && !within(event.target)) hide();
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === link && !pressed) hide();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !link) return;
    dismissed = link;
    hide();
  });

  /* The first tap shows the card, with a link in it; a second one on the figure goes on. */
  document.addEventListener("click", (event) => {
    const of = linkOf(event.target);
    if (of && pointer === "touch" && of !== link && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      show(of, () => { location.href = of.href; });
    } else if (!within(event.target) || event.target.closest("a")) hide();
  });

  window.addEventListener("resize", hide);

  /* The addresses by which figures are cited: whole, where the browser knows them. */
  if (location.protocol.startsWith("http")) {
    document.querySelectorAll("a.csr-address").forEach((each) => { each.textContent = each.href; });
  }
})();
