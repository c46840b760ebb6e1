using System.Net;

namespace Tamma.Core.Tests.Providers;

/// <summary>A server that gives one recorded list, says that there is no further page, and knows nothing else.</summary>
internal static class RecordedAnswers
{
    private const int More = 500;

    public static CannedServer For(RecordedFormat format, byte[] body)
    {
        var isListed = false;
        return new CannedServer(new() { Attempts = 1 }).Times(More, server => server.Answers((request, _) =>
        {
            var response = isListed && IsList(request.RequestUri!, format)
                ? Of(System.Text.Encoding.UTF8.GetBytes($$"""{"{{format.Rows}}":[]}"""))
                : isListed ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new ByteArrayContent("{}"u8.ToArray()) }
                : Of(body);
            isListed = true;
            return Task.FromResult(response);
        }));
    }

    private static bool IsList(Uri url, RecordedFormat format) => url.Query.Contains("oken=", StringComparison.Ordinal) || url.Query.Contains("after", StringComparison.Ordinal) || format.Rows == "items";

    private static HttpResponseMessage Of(byte[] body) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
}
