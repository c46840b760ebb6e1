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

    private static async Task<IResult> GetAsync(HttpContext context, IBackup backup, ServerSettings settings, TimeProvider time)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var path = BackupFile.NewIn(settings.DataFolder);
        await backup.WriteAsync(path, context.RequestAborted);
        var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan });
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(file, MediaType, string.Create(CultureInfo.InvariantCulture, $"tamma-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.db"));
    }
}
