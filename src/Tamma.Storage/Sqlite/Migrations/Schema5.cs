namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>Holds the number of a schema that comes from elsewhere; goes in the merge.</summary>
internal static class Schema5
{
    public static Migration Migration { get; } = new(5, "SELECT 1");
}
