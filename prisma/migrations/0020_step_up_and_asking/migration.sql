-- When a session's password was last typed. Of those that are open it is known for their beginning only.
ALTER TABLE "OperatorSession" ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "OperatorSession" SET "confirmedAt" = "createdAt";

-- An operator asks an administrator to erase a person; one waits at a time for each.
CREATE TABLE "EraseRequest" (
    "id" UUID NOT NULL,
    "enrolleeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "askedById" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,
    "granted" BOOLEAN,

    CONSTRAINT "EraseRequest_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "EraseRequest_enrolleeId_at_idx" ON "EraseRequest"("enrolleeId", "at");

CREATE UNIQUE INDEX "EraseRequest_waits_once" ON "EraseRequest"("enrolleeId") WHERE ("answeredAt" is null);

ALTER TABLE "EraseRequest" ADD CONSTRAINT "EraseRequest_enrolleeId_fkey" FOREIGN KEY ("enrolleeId") REFERENCES "Enrollee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "EraseRequest" ADD CONSTRAINT "EraseRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "EraseRequest" ADD CONSTRAINT "EraseRequest_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
