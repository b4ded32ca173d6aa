import { describeHistories } from "./many-seeds.ts";

describeHistories(1);
