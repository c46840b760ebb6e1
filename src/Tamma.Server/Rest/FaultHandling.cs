using Microsoft.AspNetCore.Diagnostics;
using Tamma.Events;

namespace Tamma.Server.Rest;

/// <summary>The edge of a request: what broke becomes a problem, and the log says why.</summary>
internal sealed partial class FaultHandling(ILogger<FaultHandling> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = exception switch
        {
            StorageException { Fault: StorageFault.DiskFull } => ProblemKind.StorageFull.Because("Nothing was written, because the disk is full. Free some space where the data folder lies."),
            StorageException storage => ProblemKind.StorageUnavailable.Because(storage.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemKind.BodyTooLarge.Because($"The body is larger than {RequestBody.LongestBytes} bytes."),
            BadHttpRequestException bad => ProblemKind.InvalidBody.Because(bad.Message),
            _ => ProblemKind.Internal.Because("The server failed at this request. Its log says why."),
        };
        if (problem.Kind.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailed(Exception exception, string method, string path);
}
