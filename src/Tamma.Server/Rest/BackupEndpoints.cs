using System.Globalization;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Hosting;

namespace Tamma.Server.Rest;

/// <summary>The whole record as one file.</summary>
internal static class BackupEndpoints
{
    private const string MediaType = "application/vnd.sqlite3";

    private static readonly QueryParameters s_none = new();

    public static void MapBackup(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/backup", GetAsync).Takes(s_none)
            .WithSummary("A backup of the whole record, as it is now, while discovery goes on. It holds hashes of keys and the headers of connections: keep it as closed as the database.")
            .Produces(StatusCodes.Status200OK, contentType: MediaType)
            .Requires(Permission.AccessManage);

    private static async Task GetAsync(HttpContext context, IBackup backup, ServerSettings settings, TimeProvider time)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        var path = BackupFile.NewIn(settings.DataFolder);
        await backup.WriteAsync(path, context.RequestAborted);
        await using var file = BackupFile.OpenOnce(path);
        var response = context.Response;
        response.ContentType = MediaType;
        response.ContentLength = file.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=tamma-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.db");
        await file.CopyToAsync(response.Body, context.RequestAborted);
    }
}
