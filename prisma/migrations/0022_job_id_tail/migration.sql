-- A job is found by the end of its id, which is how lists show it ("…93a711b54793"), without reading every job.
CREATE INDEX "Job_id_tail_idx" ON "Job" (right("id"::text, 12));
