-- CreateEnum
CREATE TYPE "BilledOutcome" AS ENUM ('open', 'taken', 'unsure', 'not_taken');

-- AlterTable
ALTER TABLE "Job" ADD COLUMN     "boughtById" UUID;

-- CreateTable
CREATE TABLE "BilledCall" (
    "id" UUID NOT NULL,
    "jobId" UUID NOT NULL,
    "captureId" UUID NOT NULL,
    "type" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operatorId" UUID,
    "outcome" "BilledOutcome" NOT NULL DEFAULT 'open',
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BilledCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Circuit" (
    "environment" "Environment" NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lastJobId" UUID,
    "openedAt" TIMESTAMPTZ(3),
    "nextProbeAt" TIMESTAMPTZ(3),

    CONSTRAINT "Circuit_pkey" PRIMARY KEY ("environment")
);

-- CreateIndex
CREATE INDEX "BilledCall_jobId_at_idx" ON "BilledCall"("jobId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "BilledCall_once_per_job" ON "BilledCall"("jobId") WHERE (outcome <> 'not_taken');

-- CreateIndex
CREATE UNIQUE INDEX "BilledCall_once_by_machine" ON "BilledCall"("captureId") WHERE (outcome <> 'not_taken' and "operatorId" is null);

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_boughtById_fkey" FOREIGN KEY ("boughtById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BilledCall" ADD CONSTRAINT "BilledCall_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BilledCall" ADD CONSTRAINT "BilledCall_captureId_fkey" FOREIGN KEY ("captureId") REFERENCES "Capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BilledCall" ADD CONSTRAINT "BilledCall_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was bought before there was a ledger.
UPDATE "Job" AS job SET "boughtById" = job."createdById"
  FROM "Job" AS old WHERE old."id" = job."retryOfId" AND old."captureId" = job."captureId";
INSERT INTO "BilledCall" ("id", "jobId", "captureId", "type", "at", "operatorId", "outcome", "closedAt")
SELECT gen_random_uuid(), "id", "captureId", "type", coalesce("uploadedAt", "createdAt"), "boughtById",
       CASE WHEN "uploadedAt" IS NOT NULL THEN 'taken'::"BilledOutcome"
            WHEN "state" = 'unknown' THEN 'unsure' ELSE 'open' END,
       "uploadedAt"
  FROM "Job" WHERE "uploadedAt" IS NOT NULL OR "state" = 'unknown' OR "phase" = 'uploading';
