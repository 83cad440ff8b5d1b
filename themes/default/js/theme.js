import { setAsKept } from "./settings-kept.js";

// Runs as soon as it is there, before the first paint. The page's policy: nothing but the site's own files. It is set here and
// not in the HTML, because on disk some browsers need `file:` beside 'self'. An episode's pages name the
// hosts of its videos, and let its sound come from other hosts where it does.
const own = location.protocol === "file:" ? "'self' file:" : "'self'";
const { dataset } = document.documentElement;
const policy = document.createElement("meta");
policy.httpEquiv = "Content-Security-Policy";
policy.content = `default-src 'none'; script-src ${own}; style-src ${own}; img-src ${own} data:; media-src ${own} ${dataset.media || ""}; frame-src ${dataset.frames || "'none'"}; connect-src ${own}; form-action 'none'; base-uri 'none'`;
document.head.append(policy);

// Buttons that need a script are shown from here on.
dataset.scripts = "";

// What the reader chose.
setAsKept();
