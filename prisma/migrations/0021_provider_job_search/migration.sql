-- A job is found by the id Smile ID gave it, which is what its people and its portal name.
CREATE INDEX "Job_smileJobId_idx" ON "Job"("smileJobId");
