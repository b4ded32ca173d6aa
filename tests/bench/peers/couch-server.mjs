// A CouchDB-compatible server (express-pouchdb on LevelDB) holding the records of a JSON file. Run from the folder where the peers are installed.
import { readFileSync } from "node:fs";
import express from "express";
import expressPouch from "express-pouchdb";
import PouchDB from "pouchdb-node";

const [recordsFile, folder] = process.argv.slice(2);
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const records = JSON.parse(readFileSync(recordsFile, "utf8"));
const database = new Stored("records");
for (let from = 0; from < records.length; from += 5000) {
  await database.bulkDocs(
    records.slice(from, from + 5000).map((record) => ({ ...record, _id: record.id })),
  );
}
const app = express();
app.use((request, response, next) => {
  response.set({
    "Access-Control-Allow-Origin": request.headers.origin ?? "*",
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Headers": "content-type,authorization",
    "Access-Control-Allow-Methods": "GET,PUT,POST,HEAD,DELETE",
  });
  if (request.method === "OPTIONS") response.status(204).end();
  else next();
});
app.use(
  "/",
  expressPouch(Stored, {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    logPath: `${folder}/log.txt`,
  }),
);
const server = app.listen(0, "127.0.0.1", () =>
  console.log(`{"listening":"http://127.0.0.1:${server.address().port}"}`),
);
