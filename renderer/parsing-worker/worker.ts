import type { Endpoint } from "comlink";
import { serveParsing } from "../files/serve-parsing.ts";

/** Reads files from anywhere, and so may reach nothing: no network, no evaluation, terminated at will. */
serveParsing(self as unknown as Endpoint);
