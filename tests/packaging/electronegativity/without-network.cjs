/** The tool asks for translations and for Electron's list of releases; its findings must not depend on either. */
const Module = require("node:module");

const load = Module._load;
const refuse = () => Promise.reject(new Error("no network"));
Module._load = (request, ...rest) =>
  request === "got"
    ? Object.assign(refuse, { default: refuse, head: refuse })
    : load(request, ...rest);
