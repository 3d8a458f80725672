package dev.wattsocket.catalog;

final class PostgresRevisionsTest extends RevisionsContract {
    PostgresRevisionsTest() {
        super(new CatalogForm.OnPostgres());
    }
}
