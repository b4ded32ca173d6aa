import Type from "typebox";
import type { FaultCode } from "../../base/index.ts";

// How a refusal travels.

export const problemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.Unsafe<FaultCode>({ type: "string" }),
  detail: Type.String(),
  details: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" }),
});

export const faultSchema = Type.Object({
  code: Type.Unsafe<FaultCode>({ type: "string" }),
  message: Type.String(),
  details: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" }),
});
