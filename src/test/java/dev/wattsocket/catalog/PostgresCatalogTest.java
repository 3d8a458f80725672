package dev.wattsocket.catalog;

final class PostgresCatalogTest extends CatalogContract {
    PostgresCatalogTest() {
        super(new CatalogForm.OnPostgres());
    }
}
