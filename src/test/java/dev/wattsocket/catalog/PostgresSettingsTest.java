package dev.wattsocket.catalog;

final class PostgresSettingsTest extends SettingsContract {
    PostgresSettingsTest() {
        super(new CatalogForm.OnPostgres());
    }
}
