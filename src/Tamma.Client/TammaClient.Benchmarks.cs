using Tamma.Client.Benchmarks;

namespace Tamma.Client;

/// <content>Measuring models of the catalogue.</content>
public sealed partial class TammaClient
{
    /// <summary>Asks for a benchmark. It goes on after this returns.</summary>
    /// <param name="request">What is to be measured, and what it may cost.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The benchmark as it was taken; of a dry run, what it would cost.</returns>
    public Task<BenchmarkResponse> StartBenchmarkAsync(BenchmarkRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("benchmarks", request, TammaJson.Default.BenchmarkRequest, TammaJson.Default.BenchmarkResponse, cancellationToken);

    /// <summary>Lists benchmarks, newest first.</summary>
    /// <param name="model">Of one model, by key; null for all.</param>
    /// <param name="limit">How many.</param>
    /// <param name="before">Only those taken before this one; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The benchmarks, without their reports.</returns>
    public Task<ListResponse<BenchmarkResponse>> ListBenchmarksAsync(string? model = null, int? limit = null, Guid? before = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("model", model).Add("before", before?.ToString("D")).Add("limit", limit);
        return GetAsync($"benchmarks{query}", TammaJson.Default.BenchmarkList, cancellationToken);
    }

    /// <summary>Reads one benchmark.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The benchmark as it is now, with its report when there is one.</returns>
    public Task<BenchmarkResponse> GetBenchmarkAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync($"benchmarks/{id}", TammaJson.Default.BenchmarkResponse, cancellationToken);

    /// <summary>Reads a benchmark's report as a document.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="format"><c>html</c>, <c>markdown</c>, <c>csv</c> or <c>json</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The document.</returns>
    public async Task<string> GetBenchmarkReportAsync(Guid id, string format, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, $"api/v1/benchmarks/{id}/report{new QueryText().Add("format", format)}", null, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the raw samples of a benchmark.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="to">Where they are written, one JSON object a line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When all of them are written.</returns>
    public async Task CopyBenchmarkSamplesAsync(Guid id, Stream to, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, $"api/v1/benchmarks/{id}/samples", null, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels a benchmark. What was measured is kept.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When the server has taken it.</returns>
    public async Task CancelBenchmarkAsync(Guid id, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"api/v1/benchmarks/{id}", null, cancellationToken).ConfigureAwait(false);
    }
}
