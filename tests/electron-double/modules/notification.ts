import { EventEmitter } from "node:events";
import type { Notification as Real, NotificationConstructorOptions } from "electron";
import { acceptOnly, type Conforming, covered, makeEvent, record } from "../refuse.ts";

const EVENTS = ["action", "click", "close", "failed", "reply", "show"];

/** Shown nowhere, noted; a test says "click" on it. */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  title: string;
  body: string;
  silent: boolean;

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    acceptOnly(this, "Notification", EVENTS);
    this.title = options.title ?? "";
    this.body = options.body ?? "";
    this.silent = options.silent ?? false;
    return covered("Notification", this);
  }

  show(): void {
    record.notifications.push({ title: this.title, body: this.body });
    this.emit("show", makeEvent());
  }
  close(): void {
    this.emit("close", makeEvent());
  }
}

Notification.prototype satisfies Conforming<Real, Notification>;
