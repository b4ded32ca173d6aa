import * as Comlink from "comlink";
import { makeWorkerApi } from "./open-worker.ts";

Comlink.expose(makeWorkerApi());
