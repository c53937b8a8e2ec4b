-- A signature stands under one content of a job, also where two came in the same moment. Of those that did, the first has
-- it; the others stay in the history.
UPDATE "Callback" SET "pairHash" = NULL WHERE "id" IN (
  SELECT "id" FROM (
    SELECT "id", row_number() OVER (PARTITION BY "pairHash", "jobId" ORDER BY "receivedAt", "id") AS "nth"
      FROM "Callback" WHERE "pairHash" IS NOT NULL AND "jobId" IS NOT NULL
  ) AS ranked WHERE "nth" > 1);
DROP INDEX "Callback_pairHash_idx";
CREATE UNIQUE INDEX "Callback_pairHash_jobId_key" ON "Callback"("pairHash", "jobId");
