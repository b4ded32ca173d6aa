import { EventEmitter } from "node:events";
import type { PowerMonitor } from "electron";
import { acceptOnly, type Conforming, covered } from "../refuse.ts";

/** A machine always awake; tests say "suspend" and "resume" on it. */
class PowerMonitorDouble extends EventEmitter {
  isOnBatteryPower(): boolean {
    return false;
  }
  getSystemIdleTime(): number {
    return 0;
  }
}

const double = new PowerMonitorDouble();
acceptOnly(double, "powerMonitor", [
  "lock-screen",
  "on-ac",
  "on-battery",
  "resume",
  "shutdown",
  "suspend",
  "unlock-screen",
]);
export const powerMonitor = covered("powerMonitor", double) satisfies Conforming<
  PowerMonitor,
  PowerMonitorDouble
>;
