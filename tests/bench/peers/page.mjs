// First pull into the browser with the peers' own replication. Bundled into one file and run in Chromium on a fresh profile on disk.
import PouchDB from "pouchdb-browser";
import indexeddb from "pouchdb-adapter-indexeddb";
import { createRxDatabase } from "rxdb/plugins/core";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { replicateRxCollection } from "rxdb/plugins/replication";

PouchDB.plugin(indexeddb);

const works = {
  async pouchdb(base) {
    const database = new PouchDB("records", { adapter: "indexeddb" });
    await database.replicate.from(`${base}/records`, { batch_size: 2000, batches_limit: 4 });
    return (await database.info()).doc_count;
  },
  async rxdb(base) {
    const text = (maxLength) => ({ type: "string", maxLength });
    const database = await createRxDatabase({
      name: "records",
      storage: getRxStorageDexie(),
      multiInstance: false,
    });
    await database.addCollections({
      records: {
        schema: {
          version: 0,
          primaryKey: "id",
          type: "object",
          required: ["id", "code", "libelle", "commune"],
          indexes: ["code", "libelle", "commune"],
          properties: {
            id: text(40),
            referential: text(40),
            version: { type: "number" },
            code: text(12),
            libelle: text(200),
            commune: text(100),
            data: { type: "object" },
          },
        },
      },
    });
    const replication = replicateRxCollection({
      collection: database.records,
      replicationIdentifier: "records",
      live: false,
      pull: {
        batchSize: 5000,
        handler: async (checkpoint, limit) =>
          (await fetch(`${base}/page?since=${checkpoint?.seq ?? 0}&limit=${limit}`)).json(),
      },
    });
    await replication.awaitInitialReplication();
    return database.records.count().exec();
  },
};

globalThis.pullWith = async (peer, base) => {
  const start = performance.now();
  const records = await works[peer](base);
  return { milliseconds: performance.now() - start, records };
};
