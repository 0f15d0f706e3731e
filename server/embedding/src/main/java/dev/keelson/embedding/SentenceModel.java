package dev.keelson.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** The loaded model: turns one text into one vector. Safe for concurrent use until it is closed. */
final class SentenceModel implements AutoCloseable {
    static final int DIMENSIONS = 384;

    private static final String WINDOW = "256";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private SentenceModel(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    static SentenceModel load(ModelFiles files) throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = options();
                InputStream vocabulary = Files.newInputStream(files.tokenizer())) {
            OrtSession session = environment.createSession(files.model().toString(), options);
            var limits = Map.of("padding", "false", "truncation", "true", "maxLength", WINDOW);
            return new SentenceModel(environment, session, HuggingFaceTokenizer.newInstance(vocabulary, limits));
        }
    }

    /**
     * One thread a call, because calls already run side by side; no spinning and no arena, because the model idles most of
     * the time and must not hold a core or the memory of its largest call.
     */
    private static SessionOptions options() throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /**
     * One text at a time: the model is quantized per call, so in a batch the vector of a text would depend on its neighbours.
     */
    float[] embed(String text) throws OrtException {
        Encoding encoding = tokenizer.encode(text);
        long[] shape = {1, encoding.getIds().length};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", tensor(encoding.getIds(), shape));
            inputs.put("attention_mask", tensor(encoding.getAttentionMask(), shape));
            inputs.put("token_type_ids", tensor(encoding.getTypeIds(), shape));
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                return normalizedMean(((float[][][]) result.get(0).getValue())[0]);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static float[] normalizedMean(float[][] tokens) {
        var mean = new float[DIMENSIONS];
        for (float[] token : tokens) {
            for (int i = 0; i < DIMENSIONS; i++) {
                mean[i] += token[i];
            }
        }
        double squares = 0;
        for (float value : mean) {
            squares += (double) value * value;
        }
        var length = (float) Math.sqrt(squares);
        for (int i = 0; i < DIMENSIONS; i++) {
            mean[i] /= length;
        }
        return mean;
    }

    @Override
    public void close() throws OrtException {
        tokenizer.close();
        session.close();
    }
}
