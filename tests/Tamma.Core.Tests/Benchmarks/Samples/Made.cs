using System.Collections.Immutable;
using System.Text;
using Tamma.Benchmarks.Samples;
using Tamma.Providers.Chat;

namespace Tamma.Core.Tests.Benchmarks.Samples;

/// <summary>Samples with known answers: what each read brought, and when, in milliseconds after the begin.</summary>
internal static class Made
{
    public const long Begin = 5_000_000_000;

    public static Sample Of(ChatProtocol protocol, params (double At, string Bytes)[] reads) => Of(protocol, 0, reads);

    public static Sample Of(ChatProtocol protocol, double startedAt, params (double At, string Bytes)[] reads)
    {
        var stamps = ImmutableArray.CreateBuilder<ReadStamp>();
        var body = new List<byte>();
        foreach (var (at, bytes) in reads)
        {
            body.AddRange(Encoding.UTF8.GetBytes(bytes));
            stamps.Add(new(Time(startedAt + at), body.Count));
        }

        return new Sample
        {
            Index = 0,
            Started = Time(startedAt),
            Sent = Time(startedAt + 0.1),
            Headers = Time(startedAt + 1),
            Done = Time(startedAt + (reads is [.., var last] ? last.At : 0)),
            Outcome = RequestOutcome.Ok,
            Status = 200,
        }.With(stamps.DrainToImmutable(), ChatStream.Read(protocol, body.ToArray()));
    }

    public static long Time(double milliseconds) => Begin + (long)(milliseconds * 1e6);

    /// <summary>A chunk of chat completions with such a delta.</summary>
    public static string Delta(string delta) => $"data: {{\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{delta}}}]}}\n\n";

    public static string Text(string text) => Delta($"{{\"content\":\"{text}\"}}");

    public static string Usage(int output, int reasoning = 0, int input = 10, int cached = 0) =>
        $"data: {{\"model\":\"m\",\"choices\":[],\"usage\":{{\"prompt_tokens\":{input},\"completion_tokens\":{output},\"prompt_tokens_details\":{{\"cached_tokens\":{cached}}},\"completion_tokens_details\":{{\"reasoning_tokens\":{reasoning}}}}}}}\n\n";

    public const string Finish = "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    public const string Done = "data: [DONE]\n\n";
}
