using System.Net;
using System.Text.Json;
using Tamma.Cli.Connecting;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>The edge at which everything that can go wrong becomes one sentence on stderr and an exit code.</summary>
internal static class Failures
{
    public static async Task<int> ToExitCodeAsync(
        Session session, Func<Session, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        using (session)
        {
            try
            {
                return await run(session, cancellationToken);
            }
            catch (RefusedException refused)
            {
                return session.Output.Fail(refused.ExitCode, refused.Message);
            }
            catch (TammaException answer)
            {
                return session.Output.Fail(ExitCodeOf(answer.Status), SentenceOf(answer));
            }
            catch (HttpRequestException)
            {
                return session.Output.Fail(ExitCodes.NoServer, $"No server at {session.Address}. Start one: tamma serve, or set TAMMA_URL.");
            }
            catch (TaskCanceledException timeout) when (timeout.InnerException is TimeoutException)
            {
                return session.Output.Fail(ExitCodes.NoServer, $"The server at {session.Address} did not answer in time.");
            }
            catch (JsonException)
            {
                return session.Output.Fail(ExitCodes.Failed, $"What answers at {session.Address} is no Tamma server that this version understands. Set TAMMA_URL.");
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Interrupted;
            }
        }
    }

    private static int ExitCodeOf(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCodes.NotPermitted,
        HttpStatusCode.NotFound => ExitCodes.NotFound,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ExitCodes.Refused,
        _ => ExitCodes.Failed,
    };

    private static string SentenceOf(TammaException answer) => (HttpStatusCode)answer.Status switch
    {
        HttpStatusCode.Unauthorized => $"{answer.Message} Set TAMMA_API_KEY, or use the machine and account that the server runs on.",
        _ => answer.Message,
    };
}
