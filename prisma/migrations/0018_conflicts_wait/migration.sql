-- Results that disagree wait, like reports, until somebody says to have looked at them.
ALTER TABLE "Job" ADD COLUMN     "conflictWaits" BOOLEAN NOT NULL DEFAULT false;

-- What disagreed before there was such a mark: a callback with the status, and an approval with a rejection.
UPDATE "Job" SET "conflictWaits" = true
 WHERE EXISTS (SELECT FROM "JobEvent" WHERE "jobId" = "Job"."id" AND "kind" = 'contradiction')
    OR ("revision" > 0
        AND EXISTS (SELECT FROM "JobEvent" WHERE "jobId" = "Job"."id" AND "kind" = 'verdict' AND "detail"->>'state' = 'approved')
        AND EXISTS (SELECT FROM "JobEvent" WHERE "jobId" = "Job"."id" AND "kind" = 'verdict' AND "detail"->>'state' = 'rejected'));

-- Hardly any job: the others cost the index nothing.
CREATE INDEX "Job_conflictWaits_idx" ON "Job"("conflictWaits") WHERE ("conflictWaits" = true);
