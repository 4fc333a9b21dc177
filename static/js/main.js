/* Every widget finds its own places; a page without them runs nothing. */
import { copyText } from "./copy-text.js";
import { liveJobs } from "./live-jobs.js";
import { liveVerdict } from "./live-verdict.js";
import { localTime } from "./local-time.js";
import { unsavedText } from "./unsaved-text.js";

function enhance(root) {
  localTime(root);
  copyText(root);
}

enhance(document);
for (const form of document.querySelectorAll("form[data-check-url]")) liveVerdict(form, enhance);
for (const form of document.querySelectorAll("form[data-unsaved]")) unsavedText(form);
liveJobs(document.getElementById("jobs"), enhance);
