import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { outageOf } from "../store/outage-of.ts";
import { Fault, FAULTS, isFaultData, type FaultCode } from "../../shared/base/index.ts";

/** Any thrown value as a fault that may leave the process: what is not expected stays inside and is logged. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  if (isFaultData(thrown)) return new Fault(thrown.code, thrown.message, thrown.details);
  const error = thrown as Partial<FastifyError>;
  if (error.validation) {
    const problems = error.validation.slice(0, 20).map((problem) => ({
      at: `${error.validationContext ?? ""}${problem.instancePath}`,
      keyword: problem.keyword,
      message: problem.message ?? "",
    }));
    return new Fault("BAD_REQUEST", "the request does not follow the contract", { problems });
  }
  if (error.statusCode === 413) return new Fault("BODY_TOO_LARGE", "the body is beyond the cap");
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Fault("BAD_REQUEST", error.code ?? "bad request", { status: error.statusCode });
  }
  const outage = outageOf(thrown);
  if (outage) return new Fault(outage, "the base does not answer", {}, { cause: thrown });
  return new Fault("INTERNAL", "internal error");
}

/** Answers a fault as application/problem+json (RFC 9457) with our code. */
export function sendProblem(reply: FastifyReply, fault: Fault): FastifyReply {
  const status = FAULTS[fault.code as FaultCode].http;
  if (fault.code === "RATE_LIMITED" && typeof fault.details["retryAfter"] === "number")
    void reply.header("retry-after", fault.details["retryAfter"]);
  return reply
    .code(status)
    .type("application/problem+json")
    .send({
      type: `urn:intendance:fault:${fault.code}`,
      title: fault.code,
      status,
      code: fault.code,
      detail: fault.message,
      details: fault.details,
    });
}

/** The error handler of the server: one place where a failure becomes an answer. */
export function answerError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const fault = faultOf(thrown);
  if (FAULTS[fault.code as FaultCode].http >= 500) request.log.error({ err: thrown }, "failed");
  return sendProblem(reply, fault);
}
