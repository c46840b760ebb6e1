// The official Standard Webhooks library and CloudEvents SDK judge messages that were written to a file; prints what they made of each.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { HTTP } from "cloudevents";

const judged = JSON.parse(readFileSync(process.argv[2], "utf8")).map(({ headers, body, secrets }) => {
  const verdicts = secrets.map((secret) => {
    try {
      new Webhook(secret).verify(body, headers);
      return "valid";
    } catch (error) {
      return error.message;
    }
  });
  let changed = "accepted";
  try {
    new Webhook(secrets[0]).verify(body + " ", headers);
  } catch {
    changed = "refused";
  }
  const events = [HTTP.toEvent({ headers, body })].flat();
  return {
    verdicts,
    changed,
    events: events.map((event) => ({ valid: event.validate(), id: event.id, type: event.type, source: event.source, subject: event.subject ?? null, position: event.position, data: event.data })),
  };
});
console.log(JSON.stringify(judged));
