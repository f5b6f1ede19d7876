// Opens HTML reports in Chromium as their readers do, and says what is wrong with them, a fault a line.
//
//   node look.mjs MODULES CHROMIUM [--pictures FOLDER] FILE...
//
// MODULES is the folder in which `npm ci` has put what package.json names. Every file is opened on a wide and on a
// narrow screen, bright and dark, and as printed. Faults are: what axe-core finds, a request for anything but the file,
// a message on the console, a script that ran, an element or attribute that no report has, a page that scrolls sideways,
// a skip link that does not work. Ends with 1 if there is one.

import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const STATES = [
  { name: "bright", colorScheme: "light", width: 1280, height: 900 },
  { name: "dark", colorScheme: "dark", width: 1280, height: 900 },
  { name: "narrow", colorScheme: "light", width: 320, height: 640 },
  { name: "narrow-dark", colorScheme: "dark", width: 320, height: 640 },
  { name: "printed", colorScheme: "light", width: 680, height: 960, media: "print" },
];

// All rules of these kinds, also those that axe-core leaves off unless asked.
const KINDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What a report is made of. Anything else came in from outside.
const ELEMENTS = new Set(
  ("html head meta title style body a header nav main footer section article div span p h1 h2 h3 h4 ul ol li dl dt dd bdi " +
    "table caption thead tbody tr th td figure figcaption pre code strong em s blockquote hr br svg rect text").split(" "),
);
const ATTRIBUTES = new Set(
  ("lang dir charset http-equiv content name class id href rel role tabindex scope start aria-label aria-labelledby " +
    "aria-hidden x y width height text-anchor").split(" "),
);

// A taller picture cannot be taken.
const MOST_PIXELS = 40_000;

const [modules, chromium, ...rest] = process.argv.slice(2);
const pictures = rest[0] === "--pictures" ? rest.splice(0, 2)[1] : undefined;
const require = createRequire(join(modules, "package.json"));
const { chromium: browserType } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let checks = 0;

/** Opens a file in one state and adds what is wrong with it to the faults. */
async function look(browser, file, state, faults) {
  const wrong = (fault) => faults.push(`${basename(file)}: ${state.name}: ${fault}`);
  const context = await browser.newContext({
    viewport: { width: state.width, height: state.height },
    colorScheme: state.colorScheme,
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) wrong(`asks for ${request.url().slice(0, 120)}`);
  });
  page.on("console", (message) => wrong(`console: ${message.text().slice(0, 200)}`));
  page.on("pageerror", (error) => wrong(`error: ${String(error).slice(0, 200)}`));
  page.on("dialog", (dialog) => {
    wrong("opens a dialog");
    dialog.dismiss();
  });
  await page.addInitScript(() => {
    window.canary = () => console.error("a script of the report ran");
    for (const open of ["alert", "confirm", "prompt"]) window[open] = window.canary;
  });
  if (state.media) await page.emulateMedia({ media: state.media });
  await page.goto(address, { waitUntil: "load" });
  await sound(page, wrong);
  await wide(page, wrong);
  await axe(page, wrong);
  if (!state.media) await skips(page, wrong);
  if (pictures) await picture(page, file, state);
  await context.close();
}

/** Elements, attributes and addresses that no report has. */
async function sound(page, wrong) {
  const strange = await page.evaluate(
    ([elements, attributes]) => {
      const found = new Set();
      for (const element of document.querySelectorAll("*")) {
        const name = element.localName;
        if (!elements.includes(name)) found.add(`holds <${name}>`);
        for (const { name: key, value } of element.attributes) {
          if (!attributes.includes(key)) found.add(`<${name}> has the attribute ${key}`);
          if (key === "href" && !/^(#[a-z0-9-]+|https?:\/\/\S+)$/i.test(value)) found.add(`leads to ${value.slice(0, 60)}`);
        }
      }
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      if (new Set(ids).size !== ids.length) found.add("gives an id twice");
      for (const link of document.querySelectorAll("a[href^='#']")) {
        if (!document.getElementById(link.hash.slice(1))) found.add(`leads to nothing: ${link.hash}`);
      }
      return [...found];
    },
    [[...ELEMENTS], [...ATTRIBUTES]],
  );
  strange.forEach(wrong);
  checks += 1;
}

async function wide(page, wrong) {
  const [content, screen] = await page.evaluate(() => {
    const root = document.scrollingElement;
    return [root.scrollWidth, root.clientWidth];
  });
  if (content > screen) wrong(`scrolls sideways: ${content} px on a screen of ${screen} px`);
  checks += 1;
}

async function axe(page, wrong) {
  // By the debugger and not as an element, so that the page's own policy stays in force.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (kinds) => {
    const rules = {};
    for (const rule of window.axe.getRules(kinds)) rules[rule.ruleId] = { enabled: true };
    const options = { runOnly: { type: "tag", values: kinds }, rules, resultTypes: ["violations"] };
    const { violations, passes } = await window.axe.run(document, options);
    return {
      passes: passes.length,
      violations: violations.map((violation) => ({
        id: violation.id,
        help: violation.help,
        count: violation.nodes.length,
        first: violation.nodes[0].target.join(" "),
        why: violation.nodes[0].failureSummary.replace(/\s+/g, " "),
      })),
    };
  }, KINDS);
  for (const { id, help, count, first, why } of found.violations) {
    wrong(`axe ${id}: ${help} (${count} times, first ${first}: ${why.slice(0, 240)})`);
  }
  if (found.passes < 10) wrong(`axe applied ${found.passes} rules only`);
  checks += 1;
}

/** The first stop of the tabulator is the skip link, in sight, and it leads into the report. */
async function skips(page, wrong) {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { width, height } = element.getBoundingClientRect();
      return { name: element.localName, id: element.id, skip: element.classList.contains("skip"), seen: width > 40 && height > 20 };
    });
  await page.keyboard.press("Tab");
  const first = await focused();
  if (!first.skip || !first.seen) wrong(`the first stop of the tabulator is <${first.name}>, not a skip link in sight`);
  await page.keyboard.press("Enter");
  const then = await focused();
  if (then.id !== "report") wrong(`the skip link leads to <${then.name}>`);
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => {
    const main = document.querySelector("main");
    return !main?.querySelector("a, [tabindex]") || main.contains(document.activeElement);
  });
  if (!inside) wrong("behind the skip link the tabulator leaves the report");
  checks += 1;
}

async function picture(page, file, state) {
  const path = join(pictures, `${basename(file, ".html")}-${state.name}`);
  if (state.media) await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true, tagged: true, printBackground: true });
  else {
    const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
    await page.screenshot({ path: `${path}.png`, fullPage: height < MOST_PIXELS });
  }
}

if (pictures) mkdirSync(pictures, { recursive: true });
const browser = await browserType.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"] });
const began = process.hrtime.bigint();
// Two at a time; what is said of each is kept together and in the order of the files.
const faults = rest.map(() => []);
const open = [...rest.entries()];
async function work() {
  for (let next = open.shift(); next; next = open.shift()) {
    for (const state of STATES) await look(browser, next[1], state, faults[next[0]]);
  }
}
await Promise.all([work(), work()]);
faults.flat().forEach((fault) => console.log(fault));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const count = faults.flat().length;
console.log(`${rest.length} reports, ${checks} checks, ${count} faults, ${browser.version()}, ${seconds.toFixed(0)} s`);
await browser.close();
process.exit(count > 0 ? 1 : 0);
