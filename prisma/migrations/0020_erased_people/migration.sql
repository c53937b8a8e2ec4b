-- Who was erased, when and by whom; a link that was for somebody erased says so too.
ALTER TABLE "Enrollee" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "erasedById" UUID;

ALTER TABLE "Link" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

ALTER TABLE "Enrollee" ADD CONSTRAINT "Enrollee_erasedById_fkey" FOREIGN KEY ("erasedById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
