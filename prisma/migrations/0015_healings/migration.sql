-- CreateTable
CREATE TABLE "Healing" (
    "jobId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trigger" TEXT NOT NULL,
    "afterMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Healing_pkey" PRIMARY KEY ("jobId")
);

-- CreateIndex
CREATE INDEX "Healing_at_jobId_idx" ON "Healing"("at", "jobId");

-- AddForeignKey
ALTER TABLE "Healing" ADD CONSTRAINT "Healing_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
