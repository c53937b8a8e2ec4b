-- Two states that nothing was ever left in go: a callback is stored together with what was found of it, and the
-- same content again is counted on the one that is kept.
CREATE TYPE "CallbackState_new" AS ENUM ('authentic', 'applied', 'contradicts', 'kept', 'bad_signature', 'stale', 'unknown_job', 'wrong_partner', 'malformed', 'replayed');
ALTER TABLE "Callback" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "Callback" ALTER COLUMN "state" TYPE "CallbackState_new"
  USING (CASE "state"::text WHEN 'received' THEN 'authentic' WHEN 'duplicate' THEN 'kept' ELSE "state"::text END::"CallbackState_new");
ALTER TYPE "CallbackState" RENAME TO "CallbackState_old";
ALTER TYPE "CallbackState_new" RENAME TO "CallbackState";
DROP TYPE "CallbackState_old";

-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "addressHash" BYTEA,
ADD COLUMN     "keyId" TEXT,
ADD COLUMN     "namedJobId" UUID,
ADD COLUMN     "nonce" BYTEA,
ADD COLUMN     "wrappedKey" BYTEA;

-- CreateTable
CREATE TABLE "WorkerBeat" (
    "id" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkerBeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderProbe" (
    "environment" "Environment" NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),
    "silentSince" TIMESTAMPTZ(3),
    "cause" TEXT,
    "skewMs" INTEGER,

    CONSTRAINT "ProviderProbe_pkey" PRIMARY KEY ("environment")
);

-- CreateIndex
CREATE INDEX "WorkerBeat_seenAt_idx" ON "WorkerBeat"("seenAt");
