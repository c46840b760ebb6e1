namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>A step from one schema to the next. Once released it is never changed again.</summary>
internal sealed record Migration(int Number, string Sql);
