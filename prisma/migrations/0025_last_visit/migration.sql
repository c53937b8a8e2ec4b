-- The visit in which something was last begun, said or sent by a link takes the place of the moment of the first one:
-- what the link has come to follows from it, and a list can ask for it. Whoever went on elsewhere had a later one.
ALTER TABLE "Link" DROP COLUMN "openedAt",
ADD COLUMN     "lastVisitId" UUID;

ALTER TABLE "Link" ADD CONSTRAINT "Link_lastVisitId_fkey" FOREIGN KEY ("lastVisitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE "Link" SET "lastVisitId" = (
  SELECT id FROM "Visit" WHERE "linkId" = "Link".id AND state <> 'superseded'
   ORDER BY COALESCE("endedAt", "createdAt") DESC, id DESC LIMIT 1);

-- A mail that was only written to the portal's folder was not sent.
UPDATE "Link" SET "sentAt" = NULL, "remindedAt" = NULL
 WHERE ("sentAt" IS NOT NULL OR "remindedAt" IS NOT NULL) AND NOT EXISTS (
   SELECT FROM "AuditEvent" WHERE "objectType" = 'link' AND "objectId" = "Link".id::text AND action = 'link.sent'
      AND detail->>'fate' IS DISTINCT FROM 'written');
