import type { ContentHash } from "../../shared/base/index.ts";
import type { OperationAnswer } from "../../shared/sync/index.ts";
import type { Tx } from "./tables.ts";

export type StoredOperation = {
  readonly person: string;
  readonly bodyHash: ContentHash;
  readonly answer: OperationAnswer;
};

/** The first answer given to an operation; null when it never had one. */
export async function findOperation(
  { db }: Tx,
  establishment: string,
  opId: string,
): Promise<StoredOperation | null> {
  const row = await db
    .selectFrom("operations")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("op_id", "=", opId)
    .executeTakeFirst();
  return row
    ? {
        person: row.person,
        bodyHash: row.body_hash as ContentHash,
        answer: JSON.parse(row.answer) as OperationAnswer,
      }
    : null;
}

export async function addOperation(
  { db }: Tx,
  establishment: string,
  operation: {
    readonly opId: string;
    readonly deviceId: string;
    readonly order: number;
    readonly person: string;
    readonly bodyHash: string;
    readonly answer: OperationAnswer;
  },
): Promise<void> {
  await db
    .insertInto("operations")
    .values({
      establishment,
      op_id: operation.opId,
      device_id: operation.deviceId,
      order_number: operation.order,
      person: operation.person,
      body_hash: operation.bodyHash,
      answer: JSON.stringify(operation.answer),
      at: operation.answer.at,
    })
    .execute();
  await takeOrder({ db }, establishment, operation);
}

/** The order number is used: the next of this device is the one after it. Nothing of the operation waits any more. */
export async function takeOrder(
  { db }: Pick<Tx, "db">,
  establishment: string,
  operation: { readonly opId: string; readonly deviceId: string; readonly order: number },
): Promise<void> {
  await db
    .insertInto("devices")
    .values({ establishment, device_id: operation.deviceId, last_order: operation.order })
    .onConflict((conflict) =>
      conflict.columns(["establishment", "device_id"]).doUpdateSet({ last_order: operation.order }),
    )
    .execute();
  await db
    .deleteFrom("waiting")
    .where("establishment", "=", establishment)
    .where("op_id", "=", operation.opId)
    .execute();
}

/** Order of the last operation answered to a device; null before the first. */
export async function lastOrder(
  { db }: Tx,
  establishment: string,
  deviceId: string,
): Promise<number | null> {
  const row = await db
    .selectFrom("devices")
    .select("last_order")
    .where("establishment", "=", establishment)
    .where("device_id", "=", deviceId)
    .executeTakeFirst();
  return row?.last_order ?? null;
}

/** Enters the waiting room, once; @returns the deadline set at the first time (Y1: visible, never a silent force). */
export async function enterWaitingRoom(
  { db }: Tx,
  establishment: string,
  operation: { readonly opId: string; readonly deviceId: string; readonly order: number },
  since: string,
  deadline: string,
): Promise<string> {
  await db
    .insertInto("waiting")
    .values({
      establishment,
      op_id: operation.opId,
      device_id: operation.deviceId,
      order_number: operation.order,
      since,
      deadline,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("waiting")
    .select("deadline")
    .where("establishment", "=", establishment)
    .where("op_id", "=", operation.opId)
    .executeTakeFirstOrThrow();
  return row.deadline;
}
