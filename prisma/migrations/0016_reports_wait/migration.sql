-- A report beside the verdict waits until somebody says to have looked at it.
ALTER TABLE "Job" ADD COLUMN     "reportWaits" BOOLEAN NOT NULL DEFAULT false;

-- What was reported before there was such a mark: a suspicion, and a comparison that failed.
UPDATE "Job" SET "reportWaits" = true
 WHERE EXISTS (SELECT FROM "Callback"
                WHERE "jobId" = "Job"."id" AND "resultCode" IN ('5211', '5212') AND "state" IN ('kept', 'applied'));

-- Hardly any job: the others cost the index nothing.
CREATE INDEX "Job_reportWaits_idx" ON "Job"("reportWaits") WHERE ("reportWaits" = true);
