package dev.zproc.spring;

import dev.zproc.runtime.OwnShutdown;
import dev.zproc.runtime.ZProc;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a {@link ZProc} a bean of the application, and the accessors of its states.
 *
 * <p>The context is opened with the application, and closed with it: then its children end, at a
 * shutdown by a signal not before its last requests are done ({@link OwnShutdown}). For options,
 * declare a bean of the type {@link ZProc} yourself; this one is left out then. Accessors are found
 * in the package of the class with {@code @SpringBootApplication} and below, or where
 * {@code @AutoConfigurationPackage} says, not where components are scanned for otherwise. Whoever
 * is injected one has it alone, so that its waits begin where it was made.
 *
 * <p>With Spring Boot's actuator, the health of the application tells of that of the state.
 */
@AutoConfiguration
public class ZProcAutoConfiguration {

  /** For Spring. */
  public ZProcAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  ZProc zproc() {
    return OwnShutdown.of(ZProc.open());
  }

  @Bean
  static AccessorBeans zprocAccessors() {
    return new AccessorBeans();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class WithActuator {

    @Bean
    @ConditionalOnMissingBean(name = "zprocHealthIndicator")
    HealthIndicator zprocHealthIndicator(ZProc zproc) {
      return new ZProcHealth(zproc);
    }
  }
}
